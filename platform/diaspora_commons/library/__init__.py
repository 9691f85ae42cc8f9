"""Reports, policies, toolkits, data and articles about diasporas and migration."""
