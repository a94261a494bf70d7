/** Measures the gateway as it runs: whole processes, real databases, real brokers. */
@NullMarked
package org.jilian.cli.bench;

import org.jspecify.annotations.NullMarked;
