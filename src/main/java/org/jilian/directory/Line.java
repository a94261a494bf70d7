package org.jilian.directory;

import java.util.Locale;
import org.jilian.record.MalformedException;

/** Which of the two trees a link belongs to. */
public enum Line {
    /** 政府线: the place's own authorities, level above level */
    GOVERNMENT,
    /** 行业线: the departments of one sector, such as health */
    INDUSTRY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Line parse(String word) {
        for (Line line : values()) {
            if (line.word().equals(word)) {
                return line;
            }
        }
        throw new MalformedException("line of a link", "government or industry", word);
    }
}
