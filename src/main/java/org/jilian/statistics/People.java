package org.jilian.statistics;

import java.util.HashMap;
import java.util.Map;

/** Who is being counted at the moment: some 170 bytes each, and the sums of those who are alike. */
final class People {
    private final Courses courses;
    private final Map<String, OnePerson> bySubject = new HashMap<>();
    private final Map<Profile, Alike> byProfile = new HashMap<>();

    People(Courses courses) {
        this.courses = courses;
    }

    int size() {
        return bySubject.size();
    }

    void register(String subject, Profile profile) {
        bySubject.put(subject, new OnePerson(alike(profile), true));
    }

    OnePerson of(String subject) {
        return bySubject.computeIfAbsent(subject, unknown -> new OnePerson(alike(Profile.UNREGISTERED), false));
    }

    private Alike alike(Profile profile) {
        return byProfile.computeIfAbsent(profile, first -> new Alike(first, courses.groups(first)));
    }

    /** Their sums, after which nobody is counted. */
    void into(Tables tables) {
        byProfile.values().forEach(each -> each.into(tables));
        byProfile.clear();
        bySubject.clear();
    }
}
