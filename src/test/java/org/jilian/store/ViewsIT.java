package org.jilian.store;

class ViewsIT extends ViewsTest {}
