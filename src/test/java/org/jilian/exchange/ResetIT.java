package org.jilian.exchange;

class ResetIT extends ResetTest {}
