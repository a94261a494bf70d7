package org.jilian.store;

class FactsIT extends FactsTest {}
