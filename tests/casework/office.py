"""An agency with its people, made through the registry's own verbs; everybody in it is invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mingzhi.registry.agencies.api import AgencyInfo, create_agency, create_region
from mingzhi.registry.identity.api import Account, Actor, Role, actor_of, create_account
from mingzhi.registry.people.api import create_person, grant_credential

#: Regions from the top, each below the one before it in its chain.
CHAINS = {
    "530302": (("53", "云南省"), ("5303", "曲靖市"), ("530302", "麒麟区")),
    "532329": (("53", "云南省"), ("5323", "楚雄彝族自治州"), ("532329", "武定县")),
    "5303": (("53", "云南省"), ("5303", "曲靖市")),
}
SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Office:
    """The people of one agency, each as the Actor of his own session."""

    agency: AgencyInfo
    officer: Actor
    second: Actor
    head: Actor
    reviewer: Actor
    chair: Actor
    clerk: Actor
    archivist: Actor
    supervisor: Actor

    @property
    def two(self) -> tuple[str, str]:
        """The person ids of the two officers."""
        return self.officer.person_id, self.second.person_id

    def again(self, actor: Actor) -> Actor:
        """The same person in a new session: grants given since are known."""
        return actor_of(Account.objects.get(pk=actor.account_id))


def office(
    name: str = "麒麟区住房和城乡建设局",
    short: str = "麒住建",
    field: str = "housing",
    region: str = "530302",
    profile: str = "",
    level: str = "county",
    second_valid_until: str = "2030-12-31",
) -> Office:
    """An agency with one person for each role, two officers and a reviewer with credentials."""
    above = None
    for code, place in CHAINS[region]:
        create_region(code, place, above)
        above = code
    agency = create_agency(name=name, short=short, level=level, region=region, field=field, profile=profile)

    def actor(word: str, who: str, role: Role, *, qualified: bool = False, until: str | None = None) -> Actor:
        account = create_account(
            username=f"{short}-{word}",
            password="only-for-tests",
            name=who,
            agency_id=agency.id,
            roles=[role],
            legally_qualified=qualified,
            check_password=False,
            valid_from=SINCE,
        )
        if until is not None:
            create_person(who, agency.id, person_id=account.person_id)
            grant_credential(
                account.person_id, f"{short}-{word}", valid_from=SINCE, valid_until=date.fromisoformat(until)
            )
        return actor_of(account)

    return Office(
        agency=agency,
        officer=actor("officer", "周某", Role.OFFICER, until="2030-12-31"),
        second=actor("second", "许某", Role.OFFICER, until=second_valid_until),
        head=actor("head", "高某", Role.HEAD),
        reviewer=actor("reviewer", "沈某", Role.REVIEWER, qualified=True, until="2030-12-31"),
        chair=actor("chair", "钱某", Role.HEARING_CHAIR),
        clerk=actor("clerk", "孙某", Role.PUBLICITY_CLERK),
        archivist=actor("archivist", "吴某", Role.ARCHIVIST),
        supervisor=actor("supervisor", "郑某", Role.SUPERVISOR),
    )


def both(first: Actor, second: Actor) -> Actor:
    """One person who holds the roles of both."""
    return replace(first, roles=first.roles | second.roles)
