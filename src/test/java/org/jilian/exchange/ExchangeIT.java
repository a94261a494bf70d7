package org.jilian.exchange;

class ExchangeIT extends ExchangeTest {}
