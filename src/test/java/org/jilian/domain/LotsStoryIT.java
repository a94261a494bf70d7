package org.jilian.domain;

class LotsStoryIT extends LotsStoryTest {}
