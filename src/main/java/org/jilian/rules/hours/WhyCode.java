package org.jilian.rules.hours;

import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.rules.Text;

/** Every reason that a judgement can give (认定说明). Codes stand in documents: they are added, never renamed. */
public enum WhyCode {
    CHOSEN(
            "choice.most-local",
            "按{place}的“{label}”（{policy}，第{version}版）认定：它在周期最后一天{day}有效，是适用于本人的最近一级政策",
            "judged by '{labelEn}' of {place} ({policy}, version {version}): in force on the period's last day, {day}, and the most local policy that applies"),
    PASSED_OVER(
            "choice.passed-over",
            "以下更近一级的地方在该日没有适用于本人的政策：{places}",
            "these more local places had no policy on that day that applies: {places}"),
    INHERITED(
            "choice.inherited",
            "其未规定的事项（{rules}）按“{label}”（{policy}，第{version}版）",
            "what it leaves unsaid ({rules}) follows '{labelEn}' ({policy}, version {version})"),
    BESIDE(
            "choice.beside",
            "另按{place}的“{label}”（{policy}，第{version}版）单独认定：它在周期最后一天{day}有效，本人属于其适用对象",
            "judged besides by '{labelEn}' of {place} ({policy}, version {version}): in force on the period's last day, {day}, and the person is among those it is meant for"),
    NO_POLICY("choice.none", "周期{period}没有适用于本人的学时政策", "no hour policy applies to the person in {period}"),
    OTHER_CYCLE(
            "choice.cycle",
            "“{label}”（{policy}）的周期不是{period}；请按其周期认定，例如{example}",
            "{period} is no period of '{labelEn}' ({policy}); judge one of its own, such as {example}"),
    NO_CONVERSION_OF_DUTY(
            "choice.unit",
            "“{label}”（{policy}）以{unit}规定要求，但没有规定如何折算成学时",
            "'{labelEn}' ({policy}) states its duty in {unit} and no conversion into class hours"),
    NO_PARENT(
            "choice.no-parent",
            "“{label}”（{policy}）沿用的政策在该日不存在",
            "on that day there is no policy from which '{labelEn}' ({policy}) could inherit"),

    COUNTED("line.counted", "计入{hours}学时", "{hours} hours count"),
    CONVERTED(
            "line.converted",
            "{amount}{unit}折算为{hours}学时（{source}）",
            "{amount} {unit} are {hours} class hours ({source})"),
    PART_OF_SPREAD(
            "line.spread",
            "此类学习分{periods}个周期计入，本周期为第{part}部分，{hours}学时（{source}）",
            "such learning counts over {periods} periods; this is part {part}, {hours} hours ({source})"),
    ACTIVITY_CAP(
            "line.cap-activity",
            "单项活动最多计{most}学时，{cut}学时不计入，不属违规（{source}）",
            "one activity counts at most {most} hours; {cut} are not counted, which is no violation ({source})"),
    DAY_CAP(
            "line.cap-day",
            "每天最多计{most}学时，{cut}学时不计入，不属违规（{source}）",
            "a day counts at most {most} hours; {cut} are not counted, which is no violation ({source})"),
    FORM_CAP(
            "line.cap-form",
            "此类学习形式每周期最多计{most}学时，{cut}学时不计入，不属违规（{source}）",
            "such forms count at most {most} hours a period; {cut} are not counted, which is no violation ({source})"),
    CATEGORY_CAP(
            "line.cap-category",
            "{category}每周期最多计{most}学时，{cut}学时不计入，不属违规（{source}）",
            "{category} count at most {most} hours a period; {cut} are not counted, which is no violation ({source})"),
    PERIOD_CAP(
            "line.cap-period",
            "每周期最多计{most}学时，{cut}学时不计入，不属违规（{source}）",
            "a period counts at most {most} hours; {cut} are not counted, which is no violation ({source})"),

    SUPERSEDED(
            "line.superseded",
            "不计入：同一记录已有第{newer}版",
            "not counted: version {newer} of the same record takes its place"),
    REVOKED("line.revoked", "不计入：记录已撤销", "not counted: the record was revoked"),
    STATUS_UNKNOWN(
            "line.status-unknown",
            "不计入：记录状态“{status}”无法识别；请更正记录",
            "not counted: the record's status '{status}' is unknown; correct the record"),
    FAILED("line.failed", "不计入：考核结果为不合格", "not counted: the result is failed"),
    RESULT_UNKNOWN(
            "line.result-unknown",
            "不计入：考核结果代码“{result}”无法识别；请更正记录",
            "not counted: the result's code '{result}' is unknown; correct the record"),
    CATEGORY_UNKNOWN(
            "line.category-unknown",
            "不计入：科目类别“{code}”无法识别，应为公需或专业；请更正记录",
            "not counted: the category '{code}' is unknown, it should be public or professional; correct the record"),
    FORM_NOT_COUNTED(
            "line.form-not-counted",
            "不计入：学习形式“{form}”不在政策认可的形式内（{source}）",
            "not counted: the policy does not count the form '{form}' ({source})"),
    AMOUNT(
            "line.amount",
            "不计入：数量“{amount}”不是大于0、最多两位小数且折算后不超过8760学时的数；请更正记录",
            "not counted: the amount '{amount}' is no number above 0 with at most two decimals and, converted, of at most 8760 hours; correct the record"),
    UNIT_UNKNOWN(
            "line.unit-unknown",
            "不计入：计量单位“{code}”无法识别；请更正记录",
            "not counted: the unit '{code}' is unknown; correct the record"),
    UNIT_WITHOUT_CONVERSION(
            "line.unit-not-convertible",
            "不计入：政策没有规定{unit}如何折算成学时；请按学时登记，或由主管部门补充折算规定",
            "not counted: the policy states no conversion of {unit} into class hours; record hours, or have the authority state one"),
    DATES(
            "line.dates",
            "不计入：日期“{start}”至“{end}”不成立；请更正记录",
            "not counted: '{start}' to '{end}' are no dates, or in no order; correct the record"),
    OUTSIDE_PERIOD(
            "line.outside-period",
            "不计入：不在本周期{first}至{last}内",
            "not counted: it is outside the period, {first} to {last}"),
    BEFORE_POLICY(
            "line.before-policy", "不计入：早于政策起算日{day}", "not counted: it is before {day}, from when the policy counts"),
    DOUBLE(
            "line.double",
            "不计入：与记录{other}为同一活动（{source}）",
            "not counted: it is the same activity as record {other} ({source})"),
    TWICE("line.twice", "不计入：同一记录被提交了两次", "not counted: the same record was handed in twice"),
    OVERLAP(
            "line.overlap",
            "不计入：与记录{other}的日期重叠（{source}）",
            "not counted: its days overlap those of record {other} ({source})"),

    CARRIED_IN(
            "judgement.carried-in",
            "上周期{period}结转{given}学时，计入{hours}学时（{source}）",
            "{given} hours were carried over from {period}, of which {hours} count ({source})"),
    NOT_CARRIED_IN(
            "judgement.not-carried-in",
            "上周期{period}结转的{given}学时不计入：政策没有规定结转",
            "the {given} hours carried over from {period} do not count: the policy rules no carrying over"),
    UNVERIFIED(
            "judgement.unverified",
            "所用数值未经与原文核对：{source}",
            "figures were used that nobody compared with an original: {source}");

    private final String code;
    private final Text template;

    WhyCode(String code, String zh, String en) {
        this.code = code;
        this.template = new Text(zh, en);
    }

    public String code() {
        return code;
    }

    Text template() {
        return template;
    }

    public static Optional<WhyCode> of(String code) {
        return Stream.of(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
