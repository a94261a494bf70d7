package org.jilian.statistics;

import java.util.List;
import java.util.Optional;
import org.jilian.rules.Text;

/** The tables of a yearly report: 人数、时间、内容、办班种类、形式和经费 (S4), and who met the duty. */
enum Table {
    PERSONS(
            "persons",
            new Text("人数与参训率", "Persons"),
            null,
            Column.REGISTERED,
            Column.PARTICIPANTS,
            Column.UNREGISTERED,
            Column.RECORDS,
            Column.UNCOUNTED,
            Column.HOURS),
    CATEGORIES(
            "categories",
            new Text("科目类别", "Categories"),
            new Text("科目类别", "Category"),
            Column.PERSONS,
            Column.RECORDS,
            Column.HOURS),
    FORMS("forms", new Text("学习形式", "Forms"), new Text("学习形式", "Form"), Column.PERSONS, Column.RECORDS, Column.HOURS),
    UNITS("units", new Text("计量单位", "Units"), new Text("计量单位", "Unit"), Column.PERSONS, Column.RECORDS, Column.AMOUNT),
    CONTENT("content", new Text("学习内容", "Content"), null, Column.COURSES),
    COURSES("courses", new Text("主要课程", "Top courses"), new Text("课程", "Course"), Column.RECORDS, Column.HOURS),
    CLASSES(
            "classes",
            new Text("办班种类", "Classes"),
            new Text("办班种类", "Type of class"),
            Column.CLASSES,
            Column.HEADCOUNT,
            Column.COST),
    FUNDING(
            "funding",
            new Text("经费来源", "Funding"),
            new Text("经费来源", "Source of funds"),
            Column.CLASSES,
            Column.HEADCOUNT,
            Column.COST),
    CERTIFICATES("certificates", new Text("学时证明", "Certificates"), null, Column.CERTIFICATES, Column.MET, Column.SHORT);

    private final String code;
    private final Text label;
    private final Optional<Text> item;
    private final List<Column> columns;

    Table(String code, Text label, @org.jspecify.annotations.Nullable Text item, Column... columns) {
        this.code = code;
        this.label = label;
        this.item = Optional.ofNullable(item);
        this.columns = List.of(columns);
    }

    String code() {
        return code;
    }

    Text label() {
        return label;
    }

    /** What its rows tell apart within a group, if anything. */
    Optional<Text> item() {
        return item;
    }

    List<Column> columns() {
        return columns;
    }
}
