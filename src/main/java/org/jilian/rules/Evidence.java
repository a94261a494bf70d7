package org.jilian.rules;

/** What speaks for two entries being one person or institution, or against it. */
public enum Evidence {
    SAME_NUMBER("证件号码相同", "the same document number"),
    SAME_NAME("名称相同", "the same name"),
    SIMILAR_NAME("名称相近", "similar names"),
    NAMES_DIFFER("名称不同", "different names"),
    SAME_BIRTH_DATE("出生日期相同", "the same birth date"),
    BIRTH_DATES_DIFFER("出生日期不同", "different birth dates"),
    NUMBERS_DIFFER("证件号码不同", "different document numbers"),
    SAME_CREDIT_CODE("统一社会信用代码相同", "the same credit code"),
    SAME_ORGANISATION_CODE("组织机构代码相同", "the same organisation code"),
    CREDIT_CODES_DIFFER("统一社会信用代码不同", "different credit codes"),
    FORMER_NAME("曾用名相符", "a former name fits"),
    SAME_PLACE("所在地相同", "the same place"),
    WITHIN_PLACE("所在地有隶属关系", "one place lies within the other");

    private final Text text;

    Evidence(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }
}
