package org.jilian.ledger;

/**
 * Where a parcel stands: the ledger, its epoch (from 1, raised only by a reset) and its sequence (from 1 in each epoch,
 * no gaps).
 */
public record Place(LedgerId ledger, long epoch, long sequence) {
    public Place next() {
        return new Place(ledger, epoch, sequence + 1);
    }

    @Override
    public String toString() {
        return ledger + " #" + (epoch == 1 ? "" : epoch + ".") + sequence;
    }
}
