package org.jilian.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jilian.exchange.Authored;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.rules.Reason;

/**
 * What authoring made of rows.
 *
 * @param refused rows of which it refused a record
 * @param merged of records that stay merged into others
 * @param whole rows all of whose records are held now
 */
record AuthoredRows(
        List<Authored> authored, List<TakenRow.Bad> refused, List<RowError> merged, List<TakenRow.Good> whole) {

    static List<Draft> drafts(List<TakenRow.Good> rows) {
        return rows.stream().flatMap(row -> row.drafts().stream()).toList();
    }

    /** @param authored of all their drafts, in order */
    static AuthoredRows of(List<TakenRow.Good> rows, List<Authored> authored) {
        AuthoredRows result = new AuthoredRows(authored, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int at = 0;
        for (TakenRow.Good row : rows) {
            result.add(row, authored.subList(at, at + row.drafts().size()));
            at += row.drafts().size();
        }
        return result;
    }

    private void add(TakenRow.Good row, List<Authored> its) {
        boolean isWhole = true;
        List<RowError> errors = new ArrayList<>();
        for (Authored each : its) {
            if (each instanceof Authored.Refused no) {
                errors.add(refused(row, no));
            } else if (each instanceof Authored.Merged away) {
                merged.add(new RowError(row.row(), "", "", staysMerged(away)));
            }
            // what another node holds may be handed to this one, and then counts
            isWhole &= !(each instanceof Authored.HeldElsewhere);
        }
        if (!errors.isEmpty()) {
            // once, however many of its records were refused: a row has one place in quarantine
            refused.add(new TakenRow.Bad(row.row(), errors, row.original().get()));
        } else if (isWhole) {
            whole.add(row);
        }
    }

    private static RowError refused(TakenRow.Good row, Authored.Refused no) {
        return new RowError(row.row(), "", "", reason(no));
    }

    static Reason reason(Authored.Refused no) {
        return Reason.of(
                "record." + no.refusal().code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "不能登记：" + no.refusal().detail(),
                "it cannot be authored: " + no.refusal().detail(),
                "按说明更正，或联系本级管理员",
                "correct what is named, or ask this node's operator");
    }

    private static Reason staysMerged(Authored.Merged merged) {
        return Reason.of(
                "record.stays-merged",
                merged.id() + " 已并入 " + merged.into() + "，保持合并；本行内容只作为其后续版本保存",
                merged.id() + " was merged into " + merged.into()
                        + " and stays so; what this row says is kept as its next version",
                "今后在名单中使用保留的登记；如属误并：duplicates undo " + merged.id(),
                "use the record that was kept in this list from now on; if the merger was wrong: duplicates undo "
                        + merged.id());
    }

    /** Of those rows, the ones of which no record was refused. */
    List<TakenRow.Good> good(List<TakenRow.Good> rows) {
        Set<Long> no = refused.stream().map(TakenRow.Bad::row).collect(Collectors.toSet());
        return rows.stream().filter(row -> !no.contains(row.row())).toList();
    }

    /** How reports call it. */
    static String word(Authored result) {
        if (result instanceof Authored.First) {
            return "first";
        }
        if (result instanceof Authored.Next) {
            return "next";
        }
        if (result instanceof Authored.Unchanged) {
            return "unchanged";
        }
        if (result instanceof Authored.Merged) {
            return "merged";
        }
        return result instanceof Authored.HeldElsewhere ? "heldElsewhere" : "refused";
    }
}
