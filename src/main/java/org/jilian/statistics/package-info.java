/** How many persons, hours, classes and how much money: yearly reports (年报), samples and draws, from the records held. */
@org.jspecify.annotations.NullMarked
package org.jilian.statistics;
