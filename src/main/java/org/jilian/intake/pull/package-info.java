/** Platforms with a REST interface are asked here for what is new; what they answer is handed over page by page. */
@NullMarked
package org.jilian.intake.pull;

import org.jspecify.annotations.NullMarked;
