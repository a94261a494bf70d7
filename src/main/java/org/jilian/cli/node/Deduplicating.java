package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jilian.duplicates.CannotDecideException;
import org.jilian.duplicates.Decide;
import org.jilian.duplicates.Proposals;
import org.jilian.intake.DivisionFile;
import org.jilian.record.RecordId;
import org.jilian.rules.PlaceNames;

/** Duplicates of an open node, with the places of its installation. */
final class Deduplicating {
    private final OpenNode node;

    Deduplicating(OpenNode node) {
        this.node = node;
    }

    ObjectNode look(boolean persons, boolean institutions) {
        Path divisions = node.home().config().resolve("codes").resolve("divisions.csv");
        try {
            return new Proposals(node.self(), node.database(), PlaceNames.of(DivisionFile.read(divisions)))
                    .look(persons, institutions);
        } catch (IOException e) {
            throw new UncheckedIOException(divisions + " should hold the division codes: " + e.getMessage(), e);
        }
    }

    ObjectNode undo(RecordId merged, String who, String reason) {
        try {
            return new Decide(node.self(), node.exchange()).undo(merged, who, reason);
        } catch (CannotDecideException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }

    ObjectNode decide(boolean same, Decide.Word word) {
        Decide decide = new Decide(node.self(), node.exchange());
        try {
            return same ? decide.confirm(word) : decide.reject(word);
        } catch (CannotDecideException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }
}
