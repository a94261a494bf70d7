package org.jilian.record;

import java.util.Locale;

/**
 * Why a parcel, a record or a message was not accepted: one stable code per rule, with what it means and what to do, in
 * Chinese and English. Codes travel in receipts and stand in the audit trail; they are never renamed.
 */
public enum RefusalCode {
    // the message as such
    TOO_LARGE("超过协议限制的大小", "larger than the federation's limits", "拆分后重发", "send smaller parcels"),
    BAD_FRAME("报文结构不完整", "the message cannot be taken apart", "检查发送方版本", "check the sender's version"),
    NOT_CANONICAL("不是规范化 JSON", "not canonical JSON", "由发送方重新生成", "the sender has to write it anew"),
    OTHER_FORMAT("未知格式版本", "an unknown format version", "升级网关", "upgrade the gateway"),
    OTHER_FEDERATION("属于另一个联邦", "belongs to another federation", "检查链路配置", "check which federation the link is for"),
    // where it came from
    NOT_ON_THIS_LINK(
            "该台账不应从此链路到达",
            "this ledger does not come over this link",
            "检查目录中的上下级关系",
            "check the links in the directory"),
    NOT_IN_REACH("本节点不在其范围内", "this node is not in the ledger's reach", "检查流名称", "check the name of the stream"),
    UNKNOWN_NODE("目录中没有该节点", "the directory does not know this node", "先在目录中登记", "register it in the directory first"),
    // when and by whom it was signed
    DIRECTORY_UNKNOWN("目录版本尚未收到", "sealed under a directory not received yet", "等待目录到达", "waits for the directory"),
    DIRECTORY_FALLS(
            "目录版本倒退",
            "sealed under an older directory than its predecessor",
            "由来源节点重新封装",
            "the origin has to seal anew"),
    DIRECTORY_EXPIRED("封装时目录已过期", "the directory had expired when it was signed", "发布新目录", "publish a new directory"),
    SIGNATURE("签名无效", "the signature does not verify", "查明篡改之处", "find out who changed it"),
    CERTIFICATE_UNKNOWN(
            "签名证书不属于该节点",
            "signed with a certificate that is not this node's",
            "检查目录中的证书",
            "check the certificates in the directory"),
    CERTIFICATE_EXPIRED("签名时证书不在有效期", "the certificate was not valid at signing time", "更新证书", "renew the certificate"),
    CERTIFICATE_REVOKED("证书已吊销", "the certificate was revoked", "换发证书后重签", "issue a new certificate and seal anew"),
    SIGNED_IN_FUTURE("签名时间在未来", "signed in the future", "校准时钟", "set the clocks"),
    BACKDATED("封装时间早于前一包", "sealed before its predecessor", "校准来源节点时钟", "set the origin's clock"),
    BEYOND_LAST_GOOD(
            "超过吊销或重置所列的最后有效包",
            "beyond the last good parcel that a revocation or reset names",
            "由来源节点按新纪元重发",
            "the origin sends it again in the new epoch"),
    // the chain
    EPOCH("纪元不符", "another epoch than the directory names", "检查重置记录", "check the reset in the directory"),
    CHAIN("前一包摘要不符", "does not continue the ledger", "向来源节点查询", "ask the origin"),
    EQUIVOCATION(
            "同一序号出现两个不同的包",
            "two different parcels under one sequence",
            "联邦管理员签发重置",
            "the federation's administrator signs a reset"),
    STOPPED("该台账已停止", "the ledger is stopped", "等待目录中的重置", "wait for a reset in the directory"),
    BODY("记录与包头不符", "the records do not match the header", "从其他节点补取", "fetched from another node"),
    // one record
    RECORD_FORM("记录格式错误", "the record is malformed", "更正后重发", "correct it and author it again"),
    AUTHOR("作者不是台账来源", "the author is not the ledger's origin", "由作者自己的节点发送", "its author's own node has to send it"),
    STREAM("流或通道不符", "the record does not belong into this stream", "检查种类的描述", "check the kind's descriptor"),
    KIND_UNKNOWN(
            "未知记录种类",
            "a kind that the directory does not describe",
            "升级目录",
            "wait for the directory that describes it"),
    SCHEMA("内容不符合该种类的模式", "the content does not fit the kind's schema", "更正后重发", "correct it and author it again"),
    STEP(
            "该级无权办理此环节",
            "a step that the kind's workflow does not let this author take",
            "由有权的一级按流程办理",
            "the level that may take it has to, in the order of the workflow"),
    NOT_ENTITLED("作者无权编写此版本", "the author may not write this version", "由持有者编写", "its holder has to author it"),
    PREDECESSOR_MISSING(
            "前一版本尚未到达", "the version before it is not here yet", "等待前一版本", "waits for the version before it"),
    FORK("同一版本存在分叉", "another branch of this record counts", "由持有者核对", "the holder has to look at both"),
    OLDER("较旧版本，仅作历史", "an older version, kept as history", "无需处理", "nothing to do"),
    // disclosures and requests
    DISCLOSURE_WRONG(
            "受保护字段与摘要不符", "a protected value does not match its digest", "向有权节点重新索取", "ask another entitled node"),
    DISCLOSURE_ABSENT("缺少受保护字段", "a protected value is absent", "向有权节点索取", "ask another entitled node"),
    SUBJECT_WRONG(
            "受保护的证件号码与主体假名不符",
            "the protected number does not give the record's subject",
            "由作者核对证件号码并更正",
            "its author has to check the number and correct the record"),
    NOT_ENTITLED_TO_ASK(
            "请求方无权获取", "the asker is not entitled to this", "检查目录中的授权", "check the entitlements in the directory"),
    NOT_ASKED_FOR("未曾请求", "nobody here asked for it", "无需处理", "nothing to do"),
    RECEIPT("回执无效", "the receipt does not hold", "检查接收方", "check the receiver");

    private final String chinese;
    private final String english;
    private final String chineseRemedy;
    private final String englishRemedy;

    RefusalCode(String chinese, String english, String chineseRemedy, String englishRemedy) {
        this.chinese = chinese;
        this.english = english;
        this.chineseRemedy = chineseRemedy;
        this.englishRemedy = englishRemedy;
    }

    public String meaning(Locale locale) {
        return isChinese(locale) ? chinese : english;
    }

    public String remedy(Locale locale) {
        return isChinese(locale) ? chineseRemedy : englishRemedy;
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }
}
