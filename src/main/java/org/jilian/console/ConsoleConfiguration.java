package org.jilian.console;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the interface into a node that serves; whoever starts it registers {@link Premises} and the doers. */
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {
    @Bean
    FilterRegistrationBean<ApiGuard> apiGuard(Premises premises, ApiSettings settings) {
        FilterRegistrationBean<ApiGuard> registration =
                new FilterRegistrationBean<>(new ApiGuard(premises, new Tokens(premises), settings));
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    RecordsApi recordsApi(Premises premises, TakesRecords takes, ApiSettings settings) {
        return new RecordsApi(premises, takes, settings);
    }

    @Bean
    VerificationApi verificationApi(Premises premises, Verifies verifies, ApiSettings settings) {
        return new VerificationApi(premises, verifies, settings);
    }

    @Bean
    OpenApi openApi() {
        return new OpenApi();
    }

    @Bean
    ApiFaults apiFaults() {
        return new ApiFaults();
    }
}
