package org.jilian.store;

/** The parameters of a statement for one of many rows, in the statement's order and the forms of {@link Parameters}. */
@FunctionalInterface
public interface Binder<R> {
    @org.jspecify.annotations.Nullable
    Object[] of(R row);
}
