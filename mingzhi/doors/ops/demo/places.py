"""Where the demo plays: the regions and agencies of the five source plans, with invented people.

The agencies are real bodies because the plans are theirs; every person, firm and case is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Regions from the top: code, name, code of the region above.
REGIONS: tuple[tuple[str, str, str | None], ...] = (
    ("53", "云南省", None),
    ("5303", "曲靖市", "53"),
    ("530302", "麒麟区", "5303"),
    ("5323", "楚雄彝族自治州", "53"),
    ("532329", "武定县", "5323"),
    ("5328", "西双版纳傣族自治州", "53"),
    ("532822", "勐海县", "5328"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An agency of the demo.

    :param key: short word of its accounts, as in ``qilin-officer1``.
    :param short: word of its document numbers.
    :param field: field word; ``justice`` for justice bureaus.
    :param cases: how many cases it has.
    """

    key: str
    name: str
    short: str
    level: str
    region: str
    field: str
    profile: str | None
    cases: int
    units: tuple[str, ...]


ENFORCING: tuple[Place, ...] = (
    Place(
        "qilin",
        "曲靖市麒麟区住房和城乡建设局",
        "麒住建",
        "county",
        "530302",
        "housing",
        "qilin-housing",
        90,
        ("建设工程监察大队", "法规科"),
    ),
    Place(
        "wuding",
        "武定县卫生健康局",
        "武卫",
        "county",
        "532329",
        "health",
        "wuding-health",
        70,
        ("卫生监督股", "政策法规股"),
    ),
    Place(
        "menghai",
        "勐海县市场监督管理局",
        "勐市监",
        "county",
        "532822",
        "market",
        "menghai",
        60,
        ("综合行政执法大队", "法规股"),
    ),
    Place(
        "chuxiong",
        "楚雄彝族自治州市场监督管理局",
        "楚市监",
        "prefecture",
        "5323",
        "market",
        "chuxiong-prefecture",
        50,
        ("综合行政执法支队", "法规科"),
    ),
    Place(
        "kexue",
        "楚雄彝族自治州科学技术局",
        "楚科",
        "prefecture",
        "5323",
        "science",
        "chuxiong-science",
        30,
        ("实验动物管理科", "政策法规科"),
    ),
)

SUPERVISING: tuple[Place, ...] = (
    Place("qlsf", "曲靖市麒麟区司法局", "麒司", "county", "530302", "justice", None, 0, ("行政执法监督科",)),
    Place("wdsf", "武定县司法局", "武司", "county", "532329", "justice", None, 0, ("行政执法监督股",)),
    Place("mhsf", "勐海县司法局", "勐司", "county", "532822", "justice", None, 0, ("行政执法监督股",)),
    Place("cxsf", "楚雄彝族自治州司法局", "楚司", "prefecture", "5323", "justice", None, 0, ("行政执法监督科",)),
    Place("qjzj", "曲靖市住房和城乡建设局", "曲住建", "prefecture", "5303", "housing", None, 0, ("法规科",)),
    Place("cxwj", "楚雄彝族自治州卫生健康委员会", "楚卫", "prefecture", "5323", "health", None, 0, ("法规与监督科",)),
)

#: Invented people: role word and how the account ends (``qilin-head``).
CAST: tuple[tuple[str, str], ...] = (
    ("officer", "officer1"),
    ("officer", "officer2"),
    ("officer", "officer3"),
    ("officer", "officer4"),
    ("unit_head", "unit"),
    ("reviewer", "reviewer"),
    ("head", "head"),
    ("hearing_chair", "chair"),
    ("publicity_clerk", "clerk"),
    ("archivist", "archivist"),
)

_FAMILY = "甲乙丙丁戊己庚辛壬癸"
_SURNAMES = "杞者刀岩玉起罗普毕李张王赵陈杨周吴郑马朱"


def invented_name(place: int, person: int) -> str:
    """A name that is plainly invented: a surname, 示, and a stem of the ten (``杞示甲``)."""
    return f"{_SURNAMES[(place * 7 + person * 3) % len(_SURNAMES)]}示{_FAMILY[person % len(_FAMILY)]}"
