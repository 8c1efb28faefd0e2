"""What the park manager and tenants write."""
