package org.jilian.rules;

/**
 * Why a value is refused and what mends it (处理办法). It never contains the value, which may be personal: whoever shows
 * the reason shows the value beside it, masked or not.
 *
 * @param code stable, for machines: {@code <what>.<matter>}, lower case
 */
public record Reason(String code, Text what, Text remedy) {
    public static Reason of(String code, String zh, String en, String remedyZh, String remedyEn) {
        return new Reason(code, new Text(zh, en), new Text(remedyZh, remedyEn));
    }
}
