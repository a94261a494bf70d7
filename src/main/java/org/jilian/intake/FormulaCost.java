package org.jilian.intake;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;
import org.jilian.intake.Table.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What the formulas of a workbook cost its reader, which asks all formulas of areas (数组公式) at each computed cell and
 * writes each shared formula out anew: both grow by the square, and nothing of it is used here.
 */
final class FormulaCost {
    /** Comparisons; some seconds' worth. */
    private static final long MOST = 1_000_000_000;

    /** Characters that are copied while one comparison is made. */
    private static final int COPIED = 32;

    private final Map<String, Integer> shared = new HashMap<>();
    private long steps;
    private int areas;
    private boolean asks;
    private @Nullable String open;
    private int length;

    /** The next part begins. */
    void begin() {
        shared.clear();
        areas = 0;
        open = null;
    }

    void cell(@Nullable String type) {
        asks = !"s".equals(type) && !"inlineStr".equals(type);
    }

    void formula(XMLStreamReader reader) {
        String kind = reader.getAttributeValue(null, "t");
        boolean area = reader.getAttributeValue(null, "ref") != null;
        String index = String.valueOf(reader.getAttributeValue(null, "si"));
        if ("array".equals(kind) && area) {
            areas++;
        } else if ("shared".equals(kind) && !area) {
            long known = shared.getOrDefault(index, 0);
            add(known * known / COPIED);
        }
        asks = false;
        open = "shared".equals(kind) && area ? index : "";
        length = 0;
    }

    void text(int characters) {
        length += open == null ? 0 : characters;
        if (length > Limits.FORMULA) {
            throw new RefusedException(FileReasons.BOMB);
        }
    }

    void endFormula() {
        if (open != null && !open.isEmpty()) {
            shared.merge(open, length, Math::max);
        }
        open = null;
    }

    void endCell() {
        add(asks ? areas : 0);
    }

    private void add(long more) {
        steps += more;
        if (steps > MOST || areas > Limits.KEPT || shared.size() > Limits.KEPT) {
            throw new RefusedException(FileReasons.BOMB);
        }
    }
}
