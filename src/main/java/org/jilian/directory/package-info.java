/** Who is in the federation, what each node may do, and which way a ledger goes: signed, versioned, expiring. */
@NullMarked
package org.jilian.directory;

import org.jspecify.annotations.NullMarked;
