package org.jilian.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jilian.rules.Period;
import org.junit.jupiter.api.Test;

class HoursHeldTest {
    @Test
    void hoursAreReadOfAllPeriodsTheyMayBeSpreadFrom() {
        assertThat(HoursHeld.names(new Period("2025"), 1)).containsExactly("2025");
        assertThat(HoursHeld.names(new Period("2025"), 3)).containsExactly("2023", "2024", "2025");
        assertThat(HoursHeld.names(new Period("2023-2025"), 2))
                .containsExactly("2020", "2020-2022", "2021", "2022", "2023", "2023-2025", "2024", "2025");
    }
}
