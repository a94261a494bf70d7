package org.jilian.store;

class IntakeMemoryIT extends IntakeMemoryTest {}
