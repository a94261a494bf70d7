package org.jilian.statistics;

class CountIT extends CountTest {}
