package org.jilian.statistics;

import org.jilian.rules.Text;

/** A figure of a table; decimals are counted in hundredths and written as texts. */
enum Column {
    REGISTERED("registered", false, new Text("登记人数", "Registered persons")),
    PARTICIPANTS("participants", false, new Text("参训人数", "Participants")),
    UNREGISTERED("unregistered", false, new Text("未登记的参训人数", "Participants without registration")),
    PERSONS("persons", false, new Text("人数", "Persons")),
    RECORDS("records", false, new Text("学时记录数", "Hour records")),
    UNCOUNTED("uncounted", false, new Text("不计入的记录数", "Records not counted")),
    HOURS("hours", true, new Text("学时", "Hours")),
    AMOUNT("amount", true, new Text("数量", "Amount")),
    COURSES("courses", false, new Text("课程数", "Courses")),
    CLASSES("classes", false, new Text("班次", "Classes")),
    HEADCOUNT("headcount", false, new Text("参训人次", "Headcount")),
    COST("cost", true, new Text("经费（元）", "Cost in yuan")),
    CERTIFICATES("certificates", false, new Text("证书数", "Certificates")),
    MET("met", false, new Text("达标人数", "Persons who met their duty")),
    SHORT("short", false, new Text("未达标人数", "Persons short of it"));

    /** Not counted but worked out: participants of registered persons, in per cent. */
    static final String RATE = "rate";

    static final Text RATE_LABEL = new Text("参训率（%）", "Participation rate in per cent");

    private final String code;
    private final boolean decimal;
    private final Text label;

    Column(String code, boolean decimal, Text label) {
        this.code = code;
        this.decimal = decimal;
        this.label = label;
    }

    String code() {
        return code;
    }

    boolean isDecimal() {
        return decimal;
    }

    Text label() {
        return label;
    }
}
