/** A node as a process: its home on disk, what is opened from it, and how it is asked while it runs or while it does not. */
@NullMarked
package org.jilian.cli.node;

import org.jspecify.annotations.NullMarked;
