# Removes databases that nobody uses any longer.
. "$SCRIPTS/common.sh"
for database in $UNWANTED; do
  step "removing the database $database"
  logged psql -X -q -v ON_ERROR_STOP=1 -d postgres -c "DROP DATABASE IF EXISTS \"$database\" WITH (FORCE)"
done
