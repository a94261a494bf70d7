package org.jilian.cli.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jilian.intake.KnownRows;
import org.jilian.intake.RowPrint;
import org.jilian.record.Digest;
import org.jilian.store.TakenPrints;

/**
 * Items of one platform that need not be looked at again, 16 bytes each: a platform that is asked for the last minutes once more
 * says with them that nothing has changed there, and takes back nothing that was corrected here since. The newest are remembered,
 * two to three times {@value #GENERATION}.
 */
final class KnownItems {
    static final int GENERATION = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenNode node;
    private final Digest context;
    private final Set<RowPrint> newest = new LinkedHashSet<>();
    private KnownRows known;
    private Digest generation;

    /** @param context the same for items that mean the same */
    KnownItems(OpenNode node, Digest context) {
        this.node = node;
        this.context = context;
        Optional<Digest> last = node.database().read(tx -> TakenPrints.newest(tx, context));
        this.generation = last.orElseGet(() -> generation(node, context));
        this.known = kept(node, context);
        // a restart goes on with the generation that it finds, so that restarts push nothing out
        node.database()
                .change(tx ->
                        TakenPrints.each(tx, context, generation, (high, low) -> newest.add(new RowPrint(high, low))));
    }

    private static KnownRows kept(OpenNode node, Digest context) {
        KnownRows kept = KnownRows.none();
        node.database().change(tx -> TakenPrints.each(tx, context, (high, low) -> kept.add(new RowPrint(high, low))));
        return kept;
    }

    boolean isOf(Digest other) {
        return context.equals(other);
    }

    /** The print is keyed: an item may be little more than an identity number. */
    RowPrint print(ObjectNode item) {
        try {
            ByteBuffer mac = ByteBuffer.wrap(node.self().keys().salt().of(JSON.writeValueAsBytes(item)));
            return new RowPrint(mac.getLong(), mac.getLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item that was read as JSON can be written as JSON", e);
        }
    }

    boolean has(RowPrint print) {
        return known.has(print);
    }

    /** After their commit. */
    void add(List<RowPrint> prints) {
        if (prints.isEmpty()) {
            return;
        }
        if (newest.size() + prints.size() > GENERATION && !newest.isEmpty()) {
            newest.clear();
            generation = generation(node, context);
            // memory does not grow with the years
            known = kept(node, context);
        }
        newest.addAll(prints);
        prints.forEach(known::add);
        LongBuffer buffer = LongBuffer.allocate(2 * newest.size());
        newest.forEach(print -> buffer.put(print.high()).put(print.low()));
        node.database()
                .change(tx -> TakenPrints.put(
                        tx,
                        context,
                        generation,
                        buffer.duplicate().flip(),
                        node.self().now()));
    }

    private static Digest generation(OpenNode node, Digest context) {
        String name = context + "\n" + node.self().now();
        return Digest.of(node.self().keys().salt().of(name.getBytes(StandardCharsets.UTF_8)));
    }
}
