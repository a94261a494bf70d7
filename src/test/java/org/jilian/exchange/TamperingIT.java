package org.jilian.exchange;

class TamperingIT extends TamperingTest {}
