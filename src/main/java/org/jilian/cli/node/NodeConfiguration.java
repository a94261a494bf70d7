package org.jilian.cli.node;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the node adds to its Spring context besides the parts that are open already: the socket it is asked over. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {
    @Bean
    FilterRegistrationBean<ControlGuard> controlGuard(ControlFile control) {
        FilterRegistrationBean<ControlGuard> registration = new FilterRegistrationBean<>(new ControlGuard(control));
        registration.addUrlPatterns("/control/*");
        return registration;
    }

    @Bean
    ControlSocket controlSocket(LocalDesk desk) {
        return new ControlSocket(desk);
    }
}
