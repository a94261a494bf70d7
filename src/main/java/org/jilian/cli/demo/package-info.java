/** The demo federation: ten nodes in one process, sample rosters, and the story that they tell. */
@NullMarked
package org.jilian.cli.demo;

import org.jspecify.annotations.NullMarked;
