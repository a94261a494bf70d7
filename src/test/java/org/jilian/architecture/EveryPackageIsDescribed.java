package org.jilian.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Its package is {@code @NullMarked}, which only a package-info.java can say. */
final class EveryPackageIsDescribed extends ArchCondition<JavaClass> {
    EveryPackageIsDescribed() {
        super("be in a package that is @NullMarked");
    }

    @Override
    public void check(JavaClass each, ConditionEvents events) {
        boolean marked = each.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(each, marked, each.getPackageName() + " has no @NullMarked package-info"));
    }
}
