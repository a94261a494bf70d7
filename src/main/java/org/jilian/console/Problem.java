package org.jilian.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jilian.rules.Reason;
import org.jilian.rules.Text;

/**
 * Why a request is not answered (RFC 9457), and what mends it. It never repeats what was sent.
 *
 * @param retryAfter after which the same request may be answered
 */
record Problem(int status, Reason reason, Text title, Optional<Duration> retryAfter) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final Text UNAUTHORIZED = new Text("未获准访问", "Not let in");
    private static final Text FORBIDDEN = new Text("无此权限", "Not allowed");
    private static final Text LARGE = new Text("内容过大", "Too large");
    private static final Text MANY = new Text("请求过于频繁", "Too many requests");
    private static final Text WRONG = new Text("请求有误", "The request is wrong");
    private static final Text REPEATED = new Text("幂等键冲突", "The idempotency key is taken");
    private static final Text UNAVAILABLE = new Text("暂时不可用", "Not available for the moment");

    static final Problem TOKEN_MISSING = of(
            401,
            UNAUTHORIZED,
            "token.missing",
            "请求没有令牌",
            "the request has no token",
            "在请求头中写 Authorization: Bearer jl_…；令牌由本节点管理员用 jilian token issue 签发",
            "send 'Authorization: Bearer jl_…'; the node's operator makes a token with 'jilian token issue'");
    static final Problem TOKEN_UNKNOWN = of(
            401,
            UNAUTHORIZED,
            "token.unknown",
            "令牌不是本节点签发的",
            "the token is none of this node's",
            "核对是否复制完整、是否为本节点的令牌；否则请管理员重新签发",
            "check that it was copied whole and is of this node; else ask the operator for a new one");
    static final Problem TOKEN_EXPIRED = of(
            401,
            UNAUTHORIZED,
            "token.expired",
            "令牌已过期",
            "the token has expired",
            "请本节点管理员签发新令牌",
            "ask the node's operator for a new one");
    static final Problem TOKEN_REVOKED = of(
            401,
            UNAUTHORIZED,
            "token.revoked",
            "令牌已被撤销",
            "the token was revoked",
            "请本节点管理员说明原因或签发新令牌",
            "ask the node's operator why, or for a new one");
    static final Problem NOT_HERE = of(
            404,
            new Text("没有此接口", "There is no such thing"),
            "path.unknown",
            "该路径和方法没有对应的接口",
            "nothing is at this path for this method",
            "接口清单见 /api/v1/openapi.json",
            "what there is, /api/v1/openapi.json says");
    static final Problem FORM = of(
            415,
            WRONG,
            "content.form",
            "内容类型是网页表单，不是JSON",
            "the content type is that of a web form, not of JSON",
            "加上请求头 Content-Type: application/json（NDJSON 为 application/x-ndjson）",
            "send 'Content-Type: application/json' (NDJSON: application/x-ndjson)");
    static final Problem KEY_REUSED = of(
            422,
            REPEATED,
            "idempotency-key.reused",
            "此幂等键已用于另一内容的请求",
            "this Idempotency-Key was used for another request",
            "新的请求用新的幂等键；重发时内容、参数须与原来完全相同",
            "give each request a key of its own; what is sent again must be the same, parameters too");
    static final Problem KEY_IN_USE = of(
                    409,
                    REPEATED,
                    "idempotency-key.in-use",
                    "带有此幂等键的请求正在处理",
                    "a request with this Idempotency-Key is being worked on",
                    "稍候重发",
                    "send it again in a moment")
            .after(Duration.ofSeconds(2));
    static final Problem KEY_FORM = of(
            400,
            WRONG,
            "idempotency-key.form",
            "幂等键应为1至200个可见ASCII字符",
            "an Idempotency-Key should be 1 to 200 visible ASCII characters",
            "例如使用UUID",
            "use a UUID, for example");
    static final Problem AWAY = of(
                    503,
                    UNAVAILABLE,
                    "database.away",
                    "本节点的数据库暂时不可用，本次请求没有写入或可能已写入",
                    "the node's database is away; nothing was written, or the answer was lost",
                    "稍候用同一内容重发，不会重复登记",
                    "send the same again later: nothing is registered twice")
            .after(Duration.ofSeconds(30));
    static final Problem FAULT = of(
            500,
            new Text("内部错误", "A fault of the node"),
            "fault",
            "节点出现内部错误，详情见节点日志",
            "the node failed; its log says how",
            "请联系本节点管理员；同一内容可以重发，不会重复登记",
            "tell the node's operator; the same may be sent again, nothing is registered twice");

    static Problem wrong(int status, Reason reason) {
        return new Problem(status, reason, WRONG, Optional.empty());
    }

    static Problem scopeMissing(Scope scope) {
        return of(
                403,
                FORBIDDEN,
                "scope.missing",
                "令牌没有权限 " + scope.word(),
                "the token lacks the scope " + scope.word(),
                "请本节点管理员签发含此权限的令牌",
                "ask the node's operator for a token with this scope");
    }

    /** @param what the mapping or kind, one that exists or not */
    static Problem notForThisToken(String what) {
        return of(
                403,
                FORBIDDEN,
                "token.bound",
                "令牌不得用于所给的" + (what.equals("mapping") ? "映射" : "记录种类"),
                "the token is not for the " + what + " given",
                "用令牌所限的" + (what.equals("mapping") ? "映射" : "记录种类") + "，或请管理员另行签发",
                "give one that the token is bound to, or ask the operator for another token");
    }

    static Problem tooLarge(long most) {
        return of(
                413,
                LARGE,
                "content.too-large",
                "内容超过" + most + "字节",
                "the content is longer than " + most + " bytes",
                "分几次发送",
                "send it in several parts");
    }

    static Problem tooMany(int most) {
        return of(
                413,
                LARGE,
                "content.too-many",
                "记录超过" + most + "条",
                "there are more than " + most + " records",
                "分几次发送",
                "send them in several parts");
    }

    static Problem tooOften(String code, Duration after) {
        return of(
                        429,
                        MANY,
                        code,
                        "一分钟内的次数已用完",
                        "the number allowed in a minute is used up",
                        "按 Retry-After 所示稍候再试",
                        "wait as long as Retry-After says")
                .after(after);
    }

    private static Problem of(
            int status, Text title, String code, String zh, String en, String remedyZh, String remedyEn) {
        return new Problem(status, Reason.of(code, zh, en, remedyZh, remedyEn), title, Optional.empty());
    }

    private Problem after(Duration wait) {
        return new Problem(status, reason, title, Optional.of(wait));
    }

    /** @param instance the path that was asked */
    ObjectNode document(Locale language, String instance) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:jilian:problem:" + reason.code())
                .put("title", title.in(language))
                .put("status", status)
                .put("detail", reason.what().in(language))
                .put("instance", instance)
                .put("remedy", reason.remedy().in(language));
    }
}
