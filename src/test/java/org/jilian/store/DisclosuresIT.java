package org.jilian.store;

class DisclosuresIT extends DisclosuresTest {}
