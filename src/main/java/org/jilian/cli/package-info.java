/** The program at a terminal: one command each class, and the process' entry. */
@NullMarked
package org.jilian.cli;

import org.jspecify.annotations.NullMarked;
