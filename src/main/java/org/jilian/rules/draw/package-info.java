/** Drawing lots (抽签、随机抽取) that anyone can repeat: from a frame that was fixed first, by a seed that was published then. */
@org.jspecify.annotations.NullMarked
package org.jilian.rules.draw;
