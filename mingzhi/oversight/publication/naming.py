"""Names as the public may see them: organisations in full, natural persons reduced to the surname and 某.

国办发〔2018〕118号 二(六) lets personal data stay off the public text; which part of a name is shown is a local setting
(rule pub-deidentify), and the surname alone is the most careful of the usual forms. Where the kind of a party is not
known, a name that looks like a person's is reduced: a shop named too shortly loses more than it needs, nobody is shown.
"""

from __future__ import annotations

import re

_COMPOUND_TEXT = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台
皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘
子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐
段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚
左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚
褚师 纳兰
"""
_COMPOUND = frozenset(_COMPOUND_TEXT.split())
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
    "昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁"
    "荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武"
    "符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵"
    "冉宰郦雍卻璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿"
    "满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红"
    "游竺权逯盖益桓公肖代付覃岳占揭佘"
)
_ORGANISATION = re.compile(
    r"公司|企业|集团|银行|合作社|联社|合伙|基金|协会|学会|商会|医院|学校|大学|学院|中学|小学|幼儿园|研究[院所]"
    r"|事务所|门诊|卫生[院室]|超市|商[店场行城厦]|市场|酒店|宾馆|饭[店庄]|餐[厅馆饮]|药[店房]|经营部|服务部|门市"
    r"|营业部|分行|支行|中心|工作室|加工|作坊|农场|牧场|养殖|委员会|政府|管理[局处所]|Co|Ltd|LTD|Inc|LLC"
    r"|[厂店铺部行院所站社馆局会场园坊厅楼庄队校库栈吧城]$"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+(?:[·•・][\u3400-\u9fff]+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.\-' ]{1,40}")
_SPLIT = re.compile(r"([、，,；;])")
#: What stands between an organisation and a person in one breath: ``某公司及实际控制人张三``, ``某市场李四``.
_BREATH = re.compile(
    "[（）()]|以及|及其?|实际控制人|控股股东|法定代表人|(?:主要|直接)?(?:负责|责任)人(?:员)?|(?:副)?董事长|董事会秘书|独立董事"
    "|董事|监事|(?:副)?总经理|(?:副)?总裁|财务总监|签字|注册会计师|保荐代表人|评估师|从业人员|股东|员工|时任|市场|摊位|档口"
)
_AND_OTHERS = re.compile(r"等(?:\s*[\d一二三四五六七八九十两]+\s*[名位人个家]?.*)?$")
_MASKED = re.compile(r"[某*＊×]")


def surname(name: str) -> str:
    """The surname of a Chinese name: two characters for a compound one, else the first."""
    return name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]


def reduce_person(name: str) -> str:
    """``张三丰`` → ``张某``. A name that is reduced already stays as its publisher wrote it."""
    name = name.strip()
    return name if not name or _MASKED.search(name) else surname(name) + "某"


def looks_like_person(name: str) -> bool:
    """Whether a name of unknown kind is to be treated as a natural person's."""
    name = name.strip()
    if not name or _ORGANISATION.search(name):
        return False
    if _LATIN.fullmatch(name):
        return True
    if not _HAN.fullmatch(name):
        return False
    if "·" in name or "•" in name or "・" in name or len(name) <= 3:
        return True
    return len(name) == 4 and (name[:2] in _COMPOUND or name[0] in _SURNAMES)


def public_name(name: str, kind: str | None) -> str:
    """A party's name for the public. *kind*: ``person``, ``sole_trader``, ``organisation``; ``None`` unknown.

    A sole trader is shown under the trade name; where that is the operator's own name, reduced and marked.
    """
    name = name.strip()
    if kind == "person":
        return reduce_person(name)
    if kind == "sole_trader":
        return f"{reduce_person(name)}（个体工商户）" if looks_like_person(name) else name
    if kind == "organisation":
        return name
    return reduce_person(name) if looks_like_person(name) else name


def public_names(names: str) -> str:
    """A list of names of unknown kind (``甲公司、张三``) with every natural person in it reduced."""
    return "".join(part if _SPLIT.fullmatch(part) else public_name(part, None) for part in _SPLIT.split(names.strip()))


def persons_in(names: str) -> list[str]:
    """Those parts of a list of names that are natural persons not yet reduced; also where they follow an organisation
    or a role without a separator.
    """
    parts = [_AND_OTHERS.sub("", part).strip() for part in _SPLIT.split(names)]
    found = [part for part in parts if looks_like_person(part)]
    found += [piece for part in parts for piece in map(str.strip, _BREATH.split(part)[1:]) if _surely_person(piece)]
    return [name for name in dict.fromkeys(found) if not _MASKED.search(name)]


def _surely_person(piece: str) -> bool:
    """Stricter, for pieces that were cut out of a longer name: a known surname with one or two characters."""
    if not looks_like_person(piece) or "·" in piece:
        return "·" in piece and looks_like_person(piece)
    return (len(piece) in (2, 3) and piece[0] in _SURNAMES) or (len(piece) in (3, 4) and piece[:2] in _COMPOUND)
