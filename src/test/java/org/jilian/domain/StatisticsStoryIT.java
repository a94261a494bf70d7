package org.jilian.domain;

class StatisticsStoryIT extends StatisticsStoryTest {}
