/** Parcels, Merkle trees, chains, receipts and proofs: what is signed and how it is checked. No I/O. */
@NullMarked
package org.jilian.ledger;

import org.jspecify.annotations.NullMarked;
