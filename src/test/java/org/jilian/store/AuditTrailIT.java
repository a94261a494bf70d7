package org.jilian.store;

class AuditTrailIT extends AuditTrailTest {}
