package org.jilian.statistics;

import org.jilian.rules.Text;

/** What a table is broken down by (分组); first the whole. */
enum By {
    ALL("all", new Text("合计", "All")),
    DIVISION("division", new Text("行政区划", "Division")),
    RANK("rank", new Text("职称级别", "Rank")),
    INDUSTRY("industry", new Text("行业", "Industry")),
    UNIT_NATURE("unit-nature", new Text("单位性质", "Nature of the unit"));

    private final String code;
    private final Text label;

    By(String code, Text label) {
        this.code = code;
        this.label = label;
    }

    String code() {
        return code;
    }

    Text label() {
        return label;
    }

    static By of(String code) {
        for (By each : values()) {
            if (each.code.equals(code)) {
                return each;
            }
        }
        throw new IllegalArgumentException(code);
    }
}
