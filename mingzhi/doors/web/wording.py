"""Every problem in Chinese: what is the matter, and what to do. One table for page and machine (decision 46).

A problem carries a code and facts; here stands its wording. :class:`BadInput` brings its own (where, what, fix). A test
reads the source of the whole product and asks for every code that is raised anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingzhi.doors.web.zh import roles_zh
from mingzhi.ground.errors import BadInput, Problem
from mingzhi.law.casefile.vocabulary import VOCABULARY

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A problem in words: the heading of its page, the statement, the way on."""

    title: str
    what: str
    fix: str


def _step(facts: Facts) -> str:
    """The step that a problem is about, as the button says it."""
    word = str(facts.get("step", ""))
    return VOCABULARY[word].zh if word in VOCABULARY else word


def _moved(facts: Facts) -> Said:
    return Said(
        "案件已有新的记录",
        "打开页面之后，这个案件又记录了新的环节，这次填写的内容没有记入案件",
        "填写的内容还在，核对案件的最新情况后再提交",
    )


def _not_your_step(facts: Facts) -> Said:
    who = roles_zh(facts.get("roles", ()))
    return Said("这一步由其他岗位办理", f"“{_step(facts)}”由{who}办理", "转请办理，或切换到有这个岗位的账号")


def _needs_approval(facts: Facts) -> Said:
    who = roles_zh([facts.get("by", "head")])
    return Said(
        "这一步需要批准",
        f"“{_step(facts)}”须经{who}批准后才能作出",
        "先报请批准；批准后由批准人作出，自动记入案件",
    )


def _approved_by_another(facts: Facts) -> Said:
    who = roles_zh([facts.get("by", "head")])
    return Said("须由批准人更正", f"“{_step(facts)}”经{who}批准作出，承办人不能自行更正", f"报请{who}更正")


def _file(title: str) -> Callable[[Facts], Said]:
    return lambda facts: Said(
        title, "这份文件不在本平台的文件库中", "重新上传；已经归档的文件出现这种情况，通知系统管理员核查"
    )


_LAW = Said("现在还不能这样做", "依照下列条文，这一步现在还不能作出", "补齐所缺的事项后再提交；填写的内容还在")
_GONE = "可能地址不完整，或者不在您的查阅范围内"

WORDS: Mapping[str, Said | Callable[[Facts], Said]] = {
    # refused by the law
    "refused_by_law": _LAW,
    "correction_refused_by_law": Said(
        "这样更正会使案件违反规定",
        "按更正后的内容，下列条文不再得到遵守",
        "核对更正的内容；决定本身要改的，作变更或者撤销决定",
    ),
    # somebody else was faster
    "case_moved": _moved,
    "stream_moved": _moved,
    "request_answered_meanwhile": _moved,
    "event_id_taken": Said("已经记录过", "同一环节已经记录在案", "返回案件查看"),
    "request_key_reused": Said(
        "没有重复记录", "同一张表单已经提交过，内容与这次不同", "返回案件，从案件页重新打开这一步"
    ),
    "case_imported_already": Said("案件已经导入", "同一来源的这个案件已经在本平台", "返回案件列表查看"),
    "payload_destroyed_already": Said("内容已经销毁", "这条记录的内容已依法销毁", "返回案件查看销毁的记录"),
    "destruction_stays": Said("不能销毁", "销毁的记录本身须长期保存", "返回案件"),
    # may not
    "not_your_page": Said(
        "这一页不在您的岗位范围内", "您的岗位不办理这一页上的事项", "需要办理的，请本机关系统管理员调整岗位"
    ),
    "not_your_step": _not_your_step,
    "needs_approval": _needs_approval,
    "needs_no_approval": lambda facts: Said(
        "这一步不需要批准", f"“{_step(facts)}”不需要报请批准", "返回案件，直接办理这一步"
    ),
    "own_request": lambda facts: Said(
        "不能批准自己报请的事项", f"“{_step(facts)}”由您报请，须由其他有权的人批准", "等候批准，或请其他负责人办理"
    ),
    "approved_by_another": _approved_by_another,
    "sealed_not_corrected": lambda facts: Said(
        "已经送达或者盖章的内容不能更正",
        f"“{_step(facts)}”的内容已写入送达或者盖章的文书",
        "需要改变的，作更正、变更或者撤销的决定，原文书保留",
    ),
    "use_correct": Said("用更正办理", "改动已有记录须说明更正的内容和理由", "在案件页打开那一条记录，选择更正"),
    "foreign_case_read_only": Said("外来案件只能查阅", "这个案件来自其他机关或者文件，在这里不能改动", "由原机关办理"),
    "may_not_open_cases": Said("不能登记案件", "您的岗位不登记案件", "由本机关执法人员或者窗口人员登记"),
    "may_not_import_cases": Said("不能导入案件", "您的岗位不导入案件", "由本机关系统管理员导入"),
    "may_not_release": Said("不能办理公示", "您的岗位不办理本机关的公示", "由本机关公示员办理"),
    "secret_case": Said("这个案件不公示", "案件涉及国家秘密或者当事人是未成年人，依法不公开", "返回公示工作台"),
    "no_decision": Said("还没有可以公示的决定", "案件没有作出决定，或者决定已经撤销", "作出决定后再公示"),
    "not_deidentified": Said(
        "公开文本中还有不能公开的个人信息", "下列文字会让公众认出自然人", "更正案件中的这些文字后再公示"
    ),
    "published_already": Said("已经公示", "这项决定已经公示", "返回公示工作台查看；需要改动的，更正或者撤下"),
    "nothing_to_correct": Said("没有需要更正的", "公开的文本和案件一致", "先在案件中记录更正，再更正公示"),
    "decision_replaced": Said("决定已经变更", "公示的决定已被新的决定替代", "撤下这项公示，公示新的决定"),
    "withdrawn_already": Said("已经撤下", "这项公示已经撤下", "返回公示工作台查看"),
    # not there
    "step_not_found": lambda facts: Said(
        "没有这一步", f"本案的程序中没有“{_step(facts)}”", "返回案件，从“下一步可以做”中选择"
    ),
    "region_not_found": Said("没有找到这个地区", _GONE, "核对行政区划代码"),
    "person_not_found": Said("没有找到这个人", _GONE, "从本机关人员名单中选择"),
    "credential_not_found": Said("没有找到这个执法证件", _GONE, "核对证件号"),
    "act_switched_off": Said("这类案件还没有启用", "本机关的规定没有启用这一类执法行为", "由系统管理员启用"),
    "address_not_found": Said("没有这个地址", "地址可能写错或者不完整", "核对地址，或者从首页查找"),
    "token_reads_only": Said("这个凭证只能查阅", "凭证登记时只允许查阅", "使用可以办理的凭证，或者登录工作台办理"),
    "use_own_verb": lambda facts: Said(
        "这一步有专门的办理方式", f"“{_step(facts)}”不能单独记录", "在案件页上从对应的入口办理"
    ),
    "agency_not_found": Said("没有找到这个机关", _GONE, "核对机关的设置"),
    "power_not_found": Said("没有找到这项职权", "权责清单中没有这项职权", "返回重新选择"),
    "account_not_found": Said("没有找到这个账号", _GONE, "核对账号名"),
    "token_not_found": Said("没有找到这个接口凭证", _GONE, "核对凭证编号"),
    "administrators_separate": Said(
        "三类管理员不能由同一账号兼任", "系统管理员、安全管理员和审计管理员须由不同的人担任", "换一个账号设置岗位"
    ),
    "case_not_found": Said("没有找到这个案件", _GONE, "返回案件列表查找"),
    "event_not_found": Said("没有找到这条记录", _GONE, "返回案件查看经过"),
    "document_not_found": Said("没有找到这份文书", _GONE, "返回案件查看文书"),
    "publication_not_found": Said("没有找到这项公示", _GONE, "返回公示列表查找"),
    "proposal_not_found": Said("没有找到这项待公示的决定", "可能已经公示", "返回公示工作台查看"),
    "request_not_found": Said("没有找到这项报请", "可能已经答复，或者不由您批准", "返回待办查看"),
    "review_not_found": Said("没有找到这项送审", "可能已经审核，或者不在您的审核范围内", "返回法制审核查看"),
    "draft_not_found": Said("没有找到这份草稿", "可能已经提交或者过期", "返回案件重新填写"),
    "file_lost": _file("文件缺失"),
    "no_such_file": _file("没有找到这份文件"),
    "no_such_event": Said("没有找到这条记录", _GONE, "返回案件查看经过"),
    "no_such_profile": lambda facts: Said(
        "没有这套机关规定", f"没有名为“{facts.get('profile', '')}”的机关规定", "核对机关的设置"
    ),
    "no_such_rule": lambda facts: Said(
        "没有这条规则", f"没有编号为“{facts.get('rule', '')}”的规则", str(facts.get("nearest") or "核对规则编号")
    ),
    "no_such_reader": lambda facts: Said(
        "没有这个读取程序", f"没有名为“{facts.get('reader', '')}”的读取程序", "核对名称后再执行"
    ),
}


def put(problem: Problem) -> Said:
    """The problem in words. A code without words is told by its own name, so that it can be reported and found."""
    if isinstance(problem, BadInput):
        return Said("有内容需要更正", f"{problem.where}：{problem.what}", problem.fix)
    found = WORDS.get(problem.code)
    if found is None:
        return Said(
            "没有办成",
            f"这次操作没有完成，什么也没有改动（{problem.code}）",
            "返回上一页再试；仍不行就把括号里的字告诉管理员",
        )
    return found(problem.facts) if callable(found) else found


def say(problem: Problem) -> str:
    """The problem in one line: what, and how to mend it."""
    said = put(problem)
    return f"{said.what}。{said.fix}" if said.fix else said.what
