package org.jilian.exchange;

class JudgeAgainIT extends JudgeAgainTest {}
