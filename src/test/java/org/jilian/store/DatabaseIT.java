package org.jilian.store;

class DatabaseIT extends DatabaseTest {}
