# What the containers of the backup's pod do, one after the other.
set -euo pipefail
bash "$SCRIPTS/prepare.sh"
for component in $STORAGE; do
  echo "keeping the storage of $component" >&2
  (cd "/components/$component" && /tools/restic --retry-lock=30m backup --quiet --host="$BACKUP_HOST" \
    --tag="storage,component=$component,run=$RUN" --exclude=lost+found storage)
done
exec bash "$SCRIPTS/backup.sh"
