"""What the demo's cases are about: violations by field, each with its article, its fine and what the evidence was.

The violations and articles are real law; firms, people and events are invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of case.

    :param field: field word of the agency that handles it.
    :param title: ``{party}`` is filled in.
    :param basis: article cited in the decision.
    :param low: smallest, :param high: largest fine in yuan the demo uses.
    :param power: code and name in the power list.
    :param found: the facts in words, as the documents tell them.
    """

    key: str
    field: str
    title: str
    basis: str
    low: int
    high: int
    power: tuple[str, str]
    evidence: str
    order: str | None = None
    found: str = ""


MATTERS: tuple[Matter, ...] = (
    Matter(
        "no_permit",
        "housing",
        "{party}未取得施工许可证擅自施工案",
        "《建筑工程施工许可管理办法》第十二条",
        10000,
        30000,
        ("A-0412", "对未取得施工许可证擅自施工的处罚"),
        "现场照片12张、施工合同、工程形象进度确认单",
        "stop",
        found="执法人员检查发现，当事人在没有取得建筑工程施工许可证的情况下擅自组织施工。",
    ),
    Matter(
        "dust",
        "housing",
        "{party}施工工地未采取扬尘防治措施案",
        "《中华人民共和国大气污染防治法》第一百一十五条",
        10000,
        100000,
        ("A-0418", "对施工工地未采取扬尘防治措施的处罚"),
        "现场照片8张、扬尘在线监测数据",
        "correct",
        found="执法人员检查发现，当事人的施工工地未设置围挡、未对裸露土方进行覆盖。",
    ),
    Matter(
        "presale",
        "housing",
        "{party}未取得预售许可预售商品房案",
        "《城市房地产开发经营管理条例》第三十六条",
        5000,
        60000,
        ("A-0431", "对擅自预售商品房的处罚"),
        "认购协议3份、收款收据",
        "stop",
        found="执法人员检查发现，当事人在没有取得商品房预售许可证的情况下与购房人签订认购协议并收取款项。",
    ),
    Matter(
        "property",
        "housing",
        "{party}未按规定移交物业资料案",
        "《物业管理条例》第五十九条",
        10000,
        100000,
        ("A-0447", "对不移交物业资料的处罚"),
        "业主委员会函件、移交清单",
        "correct",
        found="经业主委员会反映并查实，当事人未按规定移交物业服务用房和有关资料。",
    ),
    Matter(
        "clinic",
        "health",
        "{party}未取得医疗机构执业许可证开展诊疗案",
        "《中华人民共和国基本医疗卫生与健康促进法》第九十九条",
        50000,
        120000,
        ("B-0103", "对无证开展诊疗活动的处罚"),
        "处方笺、药品清单、现场照片",
        "stop",
        found="执法人员检查发现，当事人在没有取得医疗机构执业许可证的情况下开展诊疗活动。",
    ),
    Matter(
        "waste",
        "health",
        "{party}医疗废物未分类收集案",
        "《医疗废物管理条例》第四十六条",
        5000,
        30000,
        ("B-0127", "对未按规定处置医疗废物的处罚"),
        "现场照片6张、交接登记本",
        "correct",
        found="执法人员检查发现，当事人没有对医疗废物分类收集、登记。",
    ),
    Matter(
        "water",
        "health",
        "{party}二次供水未按规定清洗消毒案",
        "《生活饮用水卫生监督管理办法》第二十六条",
        200,
        3000,
        ("B-0140", "对供水单位违反卫生规定的处罚"),
        "水质检测报告、清洗记录",
        "correct",
        found="执法人员检查发现，当事人的二次供水设施没有按规定清洗消毒。",
    ),
    Matter(
        "hotel",
        "health",
        "{party}公共场所从业人员无健康合格证案",
        "《公共场所卫生管理条例》第十四条",
        500,
        3000,
        ("B-0152", "对公共场所卫生违法行为的处罚"),
        "从业人员名册、现场照片",
        "correct",
        found="执法人员检查发现，当事人安排没有健康合格证明的人员从事直接为顾客服务的工作。",
    ),
    Matter(
        "label",
        "market",
        "{party}销售标签不合规定食品案",
        "《中华人民共和国食品安全法》第一百二十五条",
        2000,
        8000,
        ("C-0211", "对经营标签不合规定食品的处罚"),
        "样品照片、进货票据",
        "correct",
        found="执法人员检查发现，当事人销售的预包装食品标签没有标明生产日期和生产者。",
    ),
    Matter(
        "expired",
        "market",
        "{party}经营超过保质期食品案",
        "《中华人民共和国食品安全法》第一百二十四条",
        5000,
        60000,
        ("C-0208", "对经营超过保质期食品的处罚"),
        "扣押清单、现场照片、进货台账",
        "correct",
        found="执法人员检查发现，当事人的货架上陈列待售的食品超过保质期。",
    ),
    Matter(
        "price",
        "market",
        "{party}未明码标价案",
        "《中华人民共和国价格法》第四十二条",
        500,
        5000,
        ("C-0301", "对不按规定明码标价的处罚"),
        "现场照片5张、询问笔录",
        "correct",
        found="执法人员检查发现，当事人销售商品没有按规定明码标价。",
    ),
    Matter(
        "animal",
        "science",
        "{party}未取得许可使用实验动物案",
        "《实验动物管理条例》第三十二条",
        1000,
        3000,
        ("D-0004", "对违反实验动物管理规定的处罚"),
        "采购合同、饲养记录",
        "correct",
        found="执法人员检查发现，当事人在没有取得实验动物使用许可证的情况下使用实验动物。",
    ),
)

#: Invented counterparts by field: kind and name. Persons are named with 例, the people of the agencies with 示.
PARTIES: dict[str, tuple[tuple[str, str], ...]] = {
    "housing": (
        ("organisation", "云岭某建筑工程有限公司"),
        ("organisation", "滇东某置业有限公司"),
        ("organisation", "彝州某建设有限公司"),
        ("organisation", "珠源某物业服务有限公司"),
        ("organisation", "南盘江某装饰工程有限公司"),
        ("organisation", "爨乡某劳务有限公司"),
        ("organisation", "潦浒某房地产开发有限公司"),
        ("person", "杞丙例"),
        ("person", "者丁例"),
    ),
    "health": (
        ("organisation", "罗婺某民营医院有限公司"),
        ("organisation", "狮山某口腔门诊有限公司"),
        ("organisation", "龙川江某供水有限公司"),
        ("sole_trader", "玉某旅社"),
        ("sole_trader", "毕某理发店"),
        ("sole_trader", "罗某诊所"),
        ("person", "刀戊例"),
    ),
    "market": (
        ("organisation", "雨林某茶业有限公司"),
        ("organisation", "版纳某食品有限公司"),
        ("organisation", "打洛某商贸有限公司"),
        ("organisation", "元谋某农产品有限公司"),
        ("sole_trader", "罗某便利店"),
        ("sole_trader", "普某餐馆"),
        ("sole_trader", "岩某茶叶店"),
        ("sole_trader", "李某百货店"),
    ),
    "science": (
        ("organisation", "紫溪某生物科技有限公司"),
        ("organisation", "恐龙谷某药物研究有限公司"),
        ("organisation", "金沙江某实验动物养殖有限公司"),
        ("person", "起己例"),
    ),
}
