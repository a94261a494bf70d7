package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.archive.ArchiveOrder;
import org.jilian.archive.CannotLookUpException;
import org.jilian.archive.LearningArchive;

/** Learning archives of an open node, under the policies of its installation. */
final class Archiving {
    private final OpenNode node;

    Archiving(OpenNode node) {
        this.node = node;
    }

    ObjectNode of(ArchiveOrder order) {
        try {
            return new LearningArchive(node.self(), node.database(), node.directory(), new Certifying(node).policies())
                    .of(order);
        } catch (CannotLookUpException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }
}
