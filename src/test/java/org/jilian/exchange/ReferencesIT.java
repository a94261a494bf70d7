package org.jilian.exchange;

class ReferencesIT extends ReferencesTest {}
