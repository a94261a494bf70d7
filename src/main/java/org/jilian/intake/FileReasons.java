package org.jilian.intake;

import org.jilian.rules.Reason;

/** Why a file cannot be read, and what mends it. Names no values of the file. */
final class FileReasons {
    static final Reason EMPTY = Reason.of("file.empty", "文件是空的", "the file is empty", "重新导出后再提交", "export it again");
    static final Reason OLD_XLS = Reason.of(
            "file.xls",
            "这不是Excel 97以后的工作簿（更早的.xls，或其他办公文件）",
            "this is no workbook of Excel 97 or later (an older .xls, or another office document)",
            "在Excel或WPS中打开，另存为“.xlsx”",
            "open it in a spreadsheet program and save it as .xlsx");
    static final Reason ENCRYPTED = Reason.of(
            "file.encrypted",
            "文件已加密（有打开密码）",
            "the workbook is encrypted with a password",
            "打开文件，取消打开密码后另存为“.xlsx”",
            "open it, take the password off and save it as .xlsx");
    static final Reason MHTML = Reason.of(
            "file.mhtml",
            "这是网页存档（MHTML），不是电子表格，虽然扩展名可能是.xls",
            "this is a web archive (MHTML), whatever its name ends with",
            "在Excel或WPS中打开，另存为“.xlsx”",
            "open it in a spreadsheet program and save it as .xlsx");
    static final Reason XML = Reason.of(
            "file.xml",
            "这是XML电子表格（2003），不是.xlsx工作簿",
            "this is an XML spreadsheet of 2003, not an .xlsx workbook",
            "在Excel或WPS中打开，另存为“.xlsx”",
            "open it in a spreadsheet program and save it as .xlsx");
    static final Reason DOCTYPE = Reason.of(
            "file.doctype",
            "XML文件含有文档类型声明（DOCTYPE），不予读取",
            "the XML file has a document type (DOCTYPE), which is not read",
            "导出时去掉DOCTYPE声明",
            "export it without the DOCTYPE");
    static final Reason SHAPE = Reason.of(
            "file.shape",
            "文件中没有可逐条读取的记录",
            "no records that could be read one by one are in the file",
            "每条记录应是一个对象（JSON）或一个含字段的元素（XML），放在一个列表中",
            "each record should be an object (JSON) or an element with fields (XML), all in one list");
    static final Reason ARCHIVE = Reason.of(
            "file.archive",
            "这是压缩包或其他办公文件，不是.xlsx工作簿",
            "this is an archive or another office document, not an .xlsx workbook",
            "解压后逐个提交表格，或另存为“.xlsx”",
            "unpack it and submit each table, or save it as .xlsx");
    static final Reason TOO_MANY_FILES = Reason.of(
            "file.too-many-files",
            "压缩包内文件过多（最多1000个）",
            "the archive holds too many files (1,000 at most)",
            "分成几个压缩包",
            "split it into several archives");
    static final Reason ENCRYPTED_ARCHIVE = Reason.of(
            "file.archive-encrypted",
            "压缩包已加密（有解压密码）",
            "the archive is encrypted with a password",
            "不设密码重新压缩，通过加密连接提交",
            "make it again without a password and submit it over an encrypted connection");
    static final Reason ARCHIVE_NAME = Reason.of(
            "file.archive-name",
            "压缩包内有重复的文件名、链接，或指向压缩包以外的路径",
            "the archive holds a file name twice, a link, or a path that leads out of it",
            "用普通压缩程序重新压缩所需的表格",
            "make it again of the tables alone with a common program");
    static final Reason BINARY =
            Reason.of("file.binary", "不是表格文件", "this is not a table", "提交.csv或.xlsx文件", "submit a .csv or .xlsx file");
    static final Reason DAMAGED = Reason.of(
            "file.damaged",
            "工作簿已损坏或不完整",
            "the workbook is damaged or incomplete",
            "在Excel或WPS中打开并另存，或重新传输",
            "open it in a spreadsheet program and save it again, or transfer it again");
    static final Reason BOMB = Reason.of(
            "file.too-large-inflated",
            "解压后过大，超出允许范围",
            "it grows beyond all measure when inflated",
            "新建工作簿，只复制数据区域；或分成几个文件",
            "copy the data alone into a new workbook, or split it");
    static final Reason CHARSET = Reason.of(
            "file.charset",
            "既不是UTF-8也不是GB18030/GBK编码",
            "it is neither UTF-8 nor GB 18030/GBK",
            "另存为“CSV UTF-8（逗号分隔）”",
            "save it as 'CSV UTF-8'");
    static final Reason NOT_UTF_8 = Reason.of(
            "file.not-utf-8",
            "内容不是UTF-8编码",
            "it is not encoded in UTF-8",
            "以UTF-8编码发送（JSON的规定编码）",
            "send it in UTF-8, as JSON is defined");
    static final Reason TOO_MANY_ROWS = Reason.of(
            "file.too-many-rows",
            "超过" + Limits.ROWS + "行",
            "more than " + Limits.ROWS + " rows",
            "分成几个文件提交",
            "split the file");
    static final Reason CELL_TOO_LONG = Reason.of(
            "file.cell-too-long",
            "有单元格超过" + Limits.CELL + "个字符，多半是引号没有成对",
            "a cell has more than " + Limits.CELL + " characters; most often a quotation mark is not closed",
            "检查双引号是否成对",
            "check that quotation marks come in pairs");
    static final Reason TOO_MANY_COLUMNS = Reason.of(
            "file.too-many-columns",
            "超过" + Limits.COLUMNS + "列",
            "more than " + Limits.COLUMNS + " columns",
            "只保留所需的列",
            "keep the columns that are needed");

    private FileReasons() {}

    static Reason unclosedQuote(long row) {
        return Reason.of(
                "file.unclosed-quote",
                "第" + row + "行起的双引号没有成对",
                "a quotation mark opened at row " + row + " is not closed",
                "检查该行的双引号，再提交整个文件",
                "mend the quotation marks of that row and submit the whole file again");
    }

    static Reason json(int line) {
        return notWellFormed("file.json", "JSON", line);
    }

    static Reason xml(int line) {
        return notWellFormed("file.xml-form", "XML", line);
    }

    private static Reason notWellFormed(String code, String form, int line) {
        return Reason.of(
                code,
                "第" + line + "行起不是有效的" + form,
                "from line " + line + " on it is no " + form,
                "重新导出；检查是否传输完整",
                "export it again; see that it was transferred whole");
    }

    static Reason twoLists(String where) {
        return Reason.of(
                "file.two-lists",
                "有两个并列的记录列表，无法对应成行：" + where,
                "two lists of records stand side by side, of which no rows can be made: " + where,
                "分成两个文件提交",
                "submit each list in a file of its own");
    }

    static Reason noHead(String expectedHeads) {
        return Reason.of(
                "file.no-head",
                "前" + Limits.HEAD_ROWS + "行中没有找到表头",
                "no row of heads among the first " + Limits.HEAD_ROWS + " rows",
                "表头应至少包含：" + expectedHeads + "；或换用合适的映射",
                "the heads should hold at least: " + expectedHeads + "; or choose another mapping");
    }

    static Reason headLacks(long row, String missing) {
        return Reason.of(
                "file.head-lacks-column",
                "第" + row + "行的表头缺少必需的列",
                "the heads in row " + row + " lack a required column",
                "补上以下列（括号内任一名称）：" + missing,
                "add these columns, under any of the names: " + missing);
    }

    static Reason headTwice(long row, String head) {
        return Reason.of(
                "file.head-twice",
                "第" + row + "行的表头中“" + head + "”出现两次",
                "the head '" + head + "' stands twice in row " + row,
                "删除或改名其中一列",
                "delete or rename one of the columns");
    }

    static Reason notGiven(String column) {
        return Reason.of(
                "file.not-given",
                "文件没有“" + column + "”列，导入时也没有指定",
                "the file has no column '" + column + "' and the import does not say it",
                "在文件中加上该列，或导入时指定（年度：--period）",
                "add the column, or say it when importing (a period: --period)");
    }
}
