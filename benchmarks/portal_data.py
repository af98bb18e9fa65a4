"""A million plausible publications for the portal's benchmark, the same every time; written in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from mingzhi.oversight.publication import search, search_postgres, search_sqlite
from mingzhi.oversight.publication.grams import grams_of
from mingzhi.oversight.publication.models import Publication
from mingzhi.oversight.publication.places import first_place

_REGIONS = [f"53{prefecture:02d}{county:02d}" for prefecture in range(1, 17) for county in range(1, 9)]
_FIELDS = [
    "住房和城乡建设局",
    "市场监督管理局",
    "生态环境局",
    "交通运输局",
    "卫生健康局",
    "农业农村局",
    "应急管理局",
    "水务局",
]
_PLACES = "麒麟沾益马龙罗平师宗陆良宣威会泽武定楚雄南华牟定姚安大姚永仁元谋禄丰双柏安宁嵩明石林宜良"
_TRADES = [
    "建筑",
    "食品",
    "化工",
    "物流",
    "餐饮",
    "医药",
    "矿业",
    "园林",
    "水泥",
    "商贸",
    "农业科技",
    "劳务",
    "置业",
    "物业服务",
]
_FORMS = ["有限公司", "有限责任公司", "股份有限公司", "经营部", "超市", "餐馆"]
_MATTERS = [
    "未取得施工许可证擅自施工", "销售超过保质期的食品", "未按规定设置安全警示标志", "超标排放水污染物",
    "未办理竣工验收备案",
    "未经批准占用城市道路", "经营未按规定检疫的肉类", "未建立进货查验记录制度", "擅自改变房屋承重结构", "超限运输",
    "无证从事餐饮服务", "未按规定报送统计资料", "使用未经检定的计量器具", "建筑垃圾未及时清运",
    "未取得排污许可证排放污染物",
    "从业人员无健康证明", "违法发布广告", "未依法进行环境影响评价", "未公示收费标准", "擅自取水",
]  # fmt: skip
_RESULTS = ["警告", "罚款", "没收违法所得；罚款", "责令停产停业；罚款", "没收非法财物"]
_BASES = [
    "《中华人民共和国建筑法》第六十四条",
    "《中华人民共和国食品安全法》第一百二十四条",
    "《排污许可管理条例》第三十三条",
]
_SYLLABLES = "云岭彩翠金沙苍洱滇池玉龙雪山红河碧江文山普洱茶马古道春城南诏乌蒙锦绣华宁安泰兴隆昌盛鑫源宏达恒通瑞祥"
_BATCH = 10_000


def rows(count: int) -> Iterator[Publication]:
    """*count* publications over ten years, oldest first, so that places grow."""
    chance = random.Random(20260701)
    start, per_day = date(2016, 7, 1), max(1, count // 3650)
    moment = datetime(2026, 7, 1, tzinfo=UTC)
    for at in range(count):
        day = start + timedelta(days=at // per_day)
        region = chance.choice(_REGIONS)
        place = _PLACES[(int(region[2:4]) * 2) % len(_PLACES) :][:2]
        field = chance.choice(_FIELDS)
        name = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 4))))
        result = chance.choice(_RESULTS)
        yield Publication(
            place=first_place(day) + at % per_day + 1,
            id=f"B{at:025d}",
            kind="decision",
            act=chance.choices(("penalty", "permit", "inspection", "coercion"), (70, 20, 8, 2))[0],
            agency_id=region,
            agency_name=f"{place}{region[4:]}{field}",
            region_path=f"/53/{region[:4]}/{region}/",
            region_name=f"{place}{region[4:]}",
            number=f"{place[:1]}{field[:2]}罚〔{day.year}〕{at % 9973}号",
            title=chance.choice(_MATTERS),
            party=f"{place}{name}{chance.choice(_TRADES)}{chance.choice(_FORMS)}",
            party_kind="organisation",
            result=f"{result} {chance.randrange(1, 400) * 500:,} 元" if "罚款" in result else result,
            basis=chance.choice(_BASES),
            decided_on=day - timedelta(days=chance.randrange(0, 9)),
            shown_on=day,
            published_at=moment,
            changed_at=moment,
            published_by="白鹭",
            case_ref=f"C{at}",
            decision_ref=f"D{at}",
            party_ref="0",
        )


def fill(count: int, vendor: str, say: Any) -> None:
    """Write the rows and their index; the index of PostgreSQL is made after them."""
    from django.db import connection, transaction

    if vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("drop index publication_grams")
    source, done = rows(count), 0
    while batch := list(islice(source, _BATCH)):
        with transaction.atomic():
            Publication.objects.bulk_create(batch, batch_size=500)
            (_copy if vendor == "postgresql" else search_sqlite.insert)([search.entry_of(row) for row in batch])
            search.note_facets(batch)
        done += len(batch)
        if done % 100_000 == 0:
            say(f"{vendor}: {done:,} rows")
    with connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute("set maintenance_work_mem = '512MB'")
            cursor.execute(search_postgres.CREATE[2])
            cursor.execute("vacuum analyze")
        else:
            cursor.execute("analyze")
            cursor.execute("pragma wal_checkpoint(truncate)")


def _copy(entries: list[search.Entry]) -> None:
    """The index rows by COPY: what the actions insert one by one."""
    from django.db import connection

    connection.ensure_connection()
    sql = "copy publication_searchtext (place, text, tags, grams) from stdin"
    with connection.connection.cursor() as cursor, cursor.copy(sql) as copy:
        for one in entries:
            tokens = {*grams_of(one.text), *one.tags.split()}
            copy.write_row((one.place, one.text, one.tags, " ".join(tokens)))


def terms(count: int) -> list[str]:
    """Searches as people make them: parts of parties, numbers, matters; one to eight characters; some found nowhere."""
    chance = random.Random(7)
    found: list[str] = []
    for row in islice(rows(2_000_000), 0, 40 * count, 40):
        text = chance.choice((row.party, row.number, row.title, row.agency_name, row.result, row.basis))
        length = chance.choice((1, 2, 2, 3, 4, 4, 6, 8))
        at = chance.randrange(max(1, len(text) - length + 1))
        found.append(text[at : at + length])
    for at in range(0, count, 20):
        found[at] = chance.choice(("毒鼠强", "不存在", "药", "罚", "〔2021〕22 号", "施工许可 罚款", "市场 食品 2019"))
    return found
